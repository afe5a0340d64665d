/** Paths on a grid of 24 by 24. */
const PATHS = {
  play: "M8 5v14l11-7z",
  pause: "M7 5h3.5v14H7zM13.5 5H17v14h-3.5z",
  search:
    "M10.5 4a6.5 6.5 0 1 0 4 11.6l4.4 4.5 1.6-1.6-4.5-4.4A6.5 6.5 0 0 0 10.5 4m0 2.2a4.3 4.3 0 1 1 0 8.6 4.3 4.3 0 0 1 0-8.6",
  previous: "M12 8.5 5.5 15l1.5 1.5 5-5 5 5 1.5-1.5z",
  next: "M12 15.5 5.5 9 7 7.5l5 5 5-5L18.5 9z",
  close: "m6.5 5 5.5 5.5L17.5 5 19 6.5 13.5 12l5.5 5.5-1.5 1.5-5.5-5.5L6.5 19 5 17.5l5.5-5.5L5 6.5z",
  latest: "M4 5.5 11 12l-7 6.5zM11 5.5l7 6.5-7 6.5zM18 5.5h2.5v13H18z",
  download: "M11 3h2v9l3.5-3.5L18 10l-6 6-6-6 1.5-1.5L11 12zM4 18h16v2.5H4z",
  people:
    "M9 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7m7.5 1a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6M9 13.5c3.6 0 6.5 1.9 6.5 4.3V19h-13v-1.2c0-2.4 2.9-4.3 6.5-4.3m7.5 0c2.8 0 5 1.5 5 3.5v2h-4v-1.2c0-1.6-.8-3-2.2-4z",
  film: "M4 5h16v14H4zm2 2v2h2V7zm10 0v2h2V7zM6 11v2h2v-2zm10 0v2h2v-2zM6 15v2h2v-2zm10 0v2h2v-2z",
} as const;

/** A small picture in the colour of the text beside it. Screen readers read only the text. */
export function Icon({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} fillRule="evenodd" />
    </svg>
  );
}
