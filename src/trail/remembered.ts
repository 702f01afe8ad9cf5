/** Remembers the values of a function for so many texts. When there are more, it forgets all of them. */
export function remembered<V>(valueOf: (text: string) => V, most = 50_000): (text: string) => V {
  const known = new Map<string, V>();
  return (text) => {
    let found = known.get(text);
    if (found === undefined) {
      if (known.size >= most) known.clear();
      found = valueOf(text);
      known.set(text, found);
    }
    return found;
  };
}
