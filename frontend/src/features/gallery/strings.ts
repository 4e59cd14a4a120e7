export const strings = {
  title: "Gallery",
  count: (total: number) => (total === 1 ? "1 image" : `${total.toLocaleString("en")} images`),
  loading: "Loading images",
  empty: "Photos that you add, and what is made of them, appear here.",
  failed: "The gallery could not be loaded.",
  retry: "Try again",
};
