/** Nor over anything else that was opened directly. */
export default function NoDialog() {
  return null;
}
