/** The number that the server has given this page: browsers apply only those styles made by scripts that carry it. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
