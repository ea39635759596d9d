/** The languages of mail and page. English first: it is what is spoken where nothing else fits. */
export const customerLanguages = ["en", "de", "fr", "es"] as const;
export type CustomerLanguage = (typeof customerLanguages)[number];

const names: Record<CustomerLanguage, { readonly inEnglish: string; readonly own: string; readonly tag: string }> = {
  en: { inEnglish: "English", own: "English", tag: "en-GB" },
  de: { inEnglish: "German", own: "Deutsch", tag: "de-DE" },
  fr: { inEnglish: "French", own: "Français", tag: "fr-FR" },
  es: { inEnglish: "Spanish", own: "Español", tag: "es-ES" },
};

/** The language of a locale such as `es-MX`; undefined where we do not speak it. */
export function spokenLanguage(locale: string | null | undefined): CustomerLanguage | undefined {
  const language = locale?.toLowerCase().split(/[-_]/)[0];
  return customerLanguages.find((each) => each === language);
}

/** The first locale that we speak, else English. */
export function customerLanguage(...locales: (string | null | undefined)[]): CustomerLanguage {
  return locales.map(spokenLanguage).find((language) => language !== undefined) ?? "en";
}

/** "German". */
export function customerLanguageName(locale: string): string {
  return names[customerLanguage(locale)].inEnglish;
}

/** "Deutsch". */
export function ownLanguageName(language: CustomerLanguage): string {
  return names[language].own;
}

/** What the platform's formatters call it. */
export function languageTag(language: CustomerLanguage): string {
  return names[language].tag;
}

/** Which way it is written; pages and mails say it, so that one written from the right needs words and nothing else. */
export function writingDirection(locale: string): "ltr" | "rtl" {
  return /^(ar|fa|he|ur)\b/.test(locale) ? "rtl" : "ltr";
}
