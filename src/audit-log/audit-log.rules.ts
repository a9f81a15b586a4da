/** What of a request may be kept in the log: no secrets, and never much. */

/** Fields whose values are never written, wherever they stand. */
const secret = /password|passphrase|secret|token|credential|authorization|cookie|(^|_)key$|[a-z]Key$/i;
const longestText = 120;
const mostItems = 12;
const mostFields = 30;
const deepest = 4;
/** Of the whole, as JSON. */
const mostCharacters = 1_500;

const hidden = '•••';

function shorten(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.length > longestText ? `${value.slice(0, longestText)}…` : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    if (depth >= deepest || value.length > mostItems) return `[${value.length}]`;
    return value.map((one) => shorten(one, depth + 1));
  }
  if (depth >= deepest) return '{…}';
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .slice(0, mostFields)
      .map(([name, one]) => [name, secret.test(name) ? hidden : shorten(one, depth + 1)]),
  );
}

/** Fields of the query and the body as they are kept; null when there are none. */
export function describeRequest(query: unknown, body: unknown): Record<string, unknown> | null {
  const asked = [query, body].filter((part) => typeof part === 'object' && part !== null && !Array.isArray(part));
  const fields = shorten(Object.assign({}, ...asked), 0) as Record<string, unknown>;
  if (Object.keys(fields).length === 0) return null;
  if (JSON.stringify(fields).length <= mostCharacters) return fields;
  return { fields: Object.keys(fields) };
}

/** The thing that an address is about: its first part, such as cameras of /cameras/:id/views; one's own are things like others. */
export function objectOf(path: string): string {
  return path.split('/').find((part) => part !== '' && part !== 'my') ?? '';
}

/** Its id: that in the address, or else that of what the call made. Null: it concerns no single one. */
export function objectIdOf(params: unknown, made: unknown): string | null {
  const named = (params ?? {}) as Record<string, unknown>;
  const given = named.id ?? Object.values(named)[0];
  const id = given ?? (typeof made === 'object' && made !== null && 'id' in made ? made.id : made);
  return typeof id === 'number' || typeof id === 'string' ? String(id).slice(0, 64) : null;
}
