/** The program's sign: a B that shines. */
export function Logo() {
  return (
    <svg width="30" height="30" viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect width="32" height="32" rx="8" fill="#0f6f66" />
      <path
        d="M8 24V8h8.5a4.4 4.4 0 0 1 2 8.3A4.7 4.7 0 0 1 17 24z"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinejoin="round"
      />
      <path d="M8 15.7h8" stroke="#fff" strokeWidth="2.6" />
      <path d="M25 4.5l1.1 3.4 3.4 1.1-3.4 1.1L25 13.5l-1.1-3.4L20.5 9l3.4-1.1z" fill="#fde68a" />
    </svg>
  );
}
