/** The namespace of what the server says in English: other languages have its texts, English takes the server's own. */
export const SERVER_TEXTS = "server";
