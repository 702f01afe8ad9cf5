/**
 * Keeps the values that texts were parsed into: an equal text has the same value, so that the common parts of two assemblies are parsed
 * and checked once. A value that nobody uses any more is given up.
 */
export class ValuesOfTexts<Value extends object> {
  private readonly known = new Map<string, WeakRef<Value>>();
  private readonly unused = new FinalizationRegistry<string>((text) => this.known.delete(text));

  of(text: string, make: () => Value): Value {
    const known = this.known.get(text)?.deref();
    if (known !== undefined) return known;
    const value = make();
    this.known.set(text, new WeakRef(value));
    this.unused.register(value, text);
    return value;
  }
}
