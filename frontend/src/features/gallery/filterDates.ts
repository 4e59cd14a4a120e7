/** The day, in the browser's time zone, of a date-time: `2026-05-01`; empty for none. */
export function dayOf(dateTime: string | undefined): string {
  if (dateTime === undefined) {
    return "";
  }
  const date = new Date(dateTime);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/** The first moment of a day as it comes from a date field, so many days later; undefined for no day. */
export function startOf(day: string, daysLater = 0): string | undefined {
  const date = new Date(`${day}T00:00`);
  if (Number.isNaN(date.getTime())) {
    return undefined;
  }
  date.setDate(date.getDate() + daysLater);
  return date.toISOString();
}

/** The last day before a date-time, which a range ends with that ends before it; empty for none. */
export function lastDayBefore(dateTime: string | undefined): string {
  return dateTime === undefined ? "" : dayOf(new Date(Date.parse(dateTime) - 1).toISOString());
}
