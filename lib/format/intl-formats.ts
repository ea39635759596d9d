const made = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter of the platform costs a hundred times what using it does, and a page of rows uses the same few. The keys are time zones. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(locale, options);
  made.set(key, format);
  return format;
}
