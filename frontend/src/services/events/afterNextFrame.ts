/** Runs `act` when the browser draws its next frame; at once in a page that is hidden, for which it draws none. */
export function afterNextFrame(act: () => void): void {
  if (document.hidden) {
    act();
  } else {
    requestAnimationFrame(() => {
      act();
    });
  }
}
