/**
 * What texts were made into: the value of an equal text is the same object, so that what two assemblies have in common is parsed, checked
 * and kept once. It is given up together with the last use of the value.
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
