/** So much of the end is always there to be seen: how the name ends says what the file is. */
const TAIL = 8;

/** The name of a file; where there is no room for all of it, its middle is left out. */
export function FileName({ name }: { name: string }) {
  const points = Array.from(name);
  return (
    <bdi class="file-name" title={name}>
      <span>{points.slice(0, -TAIL).join('')}</span>
      <span>{points.slice(-TAIL).join('')}</span>
    </bdi>
  );
}
