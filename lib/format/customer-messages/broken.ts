import type { CustomerLanguage } from "../customer-language";

type BrokenWords = { readonly title: string; readonly text: string; readonly again: string };

/** The words for a customer's page that could not be shown. They stand apart because the browser carries them: then there is no server to ask. */
export const brokenWords: Record<CustomerLanguage, BrokenWords> = {
  en: {
    title: "This page could not be shown",
    text: "Nothing was changed or charged. Please try again in a moment.",
    again: "Try again",
  },
  de: {
    title: "Diese Seite konnte nicht angezeigt werden",
    text: "Es wurde nichts geändert und nichts abgebucht. Bitte versuchen Sie es gleich noch einmal.",
    again: "Noch einmal versuchen",
  },
  fr: {
    title: "Cette page n’a pas pu être affichée",
    text: "Rien n’a été modifié ni débité. Veuillez réessayer dans un instant.",
    again: "Réessayer",
  },
  es: {
    title: "No se ha podido mostrar esta página",
    text: "No se ha cambiado ni cobrado nada. Vuelva a intentarlo en un momento.",
    again: "Volver a intentarlo",
  },
};
