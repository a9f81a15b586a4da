/** The mark: a sleeve with its green band. */
export function Logo() {
  return (
    <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M9 5h14l3.4 22H5.6z" fill="#fff" />
      <path d="M7.8 12.6h16.4l1.3 8.4h-19z" fill="#35b57a" />
    </svg>
  );
}
