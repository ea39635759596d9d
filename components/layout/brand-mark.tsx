export function BrandMark() {
  return (
    <svg viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="6" fill="#0176d3" />
      <path
        d="M7 18.5V8.6c0-.9.7-1.6 1.6-1.6h6.2a5 5 0 0 1 0 10H11"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      <path
        d="m10.5 20.6 2.3 2.2 5-5.2"
        fill="none"
        stroke="#9fd0ff"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
