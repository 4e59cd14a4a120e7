export const strings = {
  title: "Gallery",
  count: (total: number) => (total === 1 ? "1 image" : `${total.toLocaleString("en")} images`),
  loading: "Loading images",
  empty: "Photos that you add, images that you generate, and what is made of them appear here.",
  failed: "The gallery could not be loaded.",
  forming: "Being generated",
  position: (position: number, count: number) => `${position} of ${count}`,
  retry: "Try again",
};
