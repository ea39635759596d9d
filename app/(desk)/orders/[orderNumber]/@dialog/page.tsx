/** No dialog stands over the order itself. */
export default function NoDialog() {
  return null;
}
