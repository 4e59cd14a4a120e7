export const strings = { region: "Messages", close: "Close this message" };
