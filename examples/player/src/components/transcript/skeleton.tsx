/** The number of text lines of each paragraph. */
const SHAPES = [1, 2, 1, 3, 2, 1, 2, 1];

/** Shown in place of the first lines until they have arrived. */
export function Skeleton() {
  return (
    <ol className="skeleton" aria-hidden="true">
      {SHAPES.map((count, index) => (
        <li key={index} className="line">
          <span className="avatar" />
          <div className="line-head" />
          <p>
            {Array.from({ length: count }, (_, row) => (
              <span key={row} className="bar" />
            ))}
          </p>
        </li>
      ))}
    </ol>
  );
}
