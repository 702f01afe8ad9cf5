/**
 * npm installs a second copy of this package below a library that needs another version. That copy has its own classes and its own module
 * variables. Constructs of both copies may be in one tree, where neither `instanceof` nor a module variable works for both. Therefore kinds
 * and shared state are on the objects themselves, under symbols of the registry that all copies share.
 */
const symbolOf = (name: string) => Symbol.for(`cdk-aws-organizations.${name}`);

/** A kind of object that is recognized for objects of any copy of this package. */
export class ObjectKind<T extends object> {
  private readonly symbol: symbol;

  constructor(name: string) {
    this.symbol = symbolOf(name);
  }

  mark(object: T): void {
    Object.defineProperty(object, this.symbol, { value: true });
  }

  has(object: unknown): object is T {
    return typeof object === 'object' && object !== null && this.symbol in object;
  }
}

/** A value for each construct, like a `WeakMap`, that all copies of this package read and write. */
export class SharedState<Value> {
  private readonly symbol: symbol;

  constructor(name: string) {
    this.symbol = symbolOf(name);
  }

  get(construct: object): Value | undefined {
    return (construct as Record<symbol, Value | undefined>)[this.symbol];
  }

  set(construct: object, value: Value): void {
    Object.defineProperty(construct, this.symbol, { value, configurable: true });
  }

  has(construct: object): boolean {
    return this.symbol in construct;
  }
}
