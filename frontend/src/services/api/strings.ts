/** Sentences for what goes wrong between the page and the server. */
export const strings = {
  unreachable: "The Burnish server does not answer. Check that it is still running; the page goes on by itself then.",
  unexpected: (status: number) =>
    `The server gave an answer (status ${status}) that this page does not understand. Reload the page and try again.`,
  unknown: "Something went wrong in this page. Reload it and try again.",
};
