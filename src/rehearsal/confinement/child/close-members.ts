function closed(): never {
  throw new Error('This is not available in a confined rehearsal. Only http and https requests to AWS are.');
}

/** Replaces the functions of a module and the methods of its classes. */
export function closeModule(exports: object, kept: readonly string[]): void {
  for (const name of Object.getOwnPropertyNames(exports).filter((each) => !kept.includes(each) && each !== 'constants')) {
    const member = Object.getOwnPropertyDescriptor(exports, name)?.value as unknown;
    if (typeof member === 'function') {
      closeMethods((member as { prototype?: unknown }).prototype);
      // A class leads to the one that it inherits from.
      Object.setPrototypeOf(member, Function.prototype);
      replace(exports, name);
    } else if (member === undefined) {
      // A getter loads something else.
      replace(exports, name);
    } else {
      closeMethods(member);
    }
  }
}

/** Replaces all methods of an object, its constructor included. */
export function closeMethods(holder: unknown): void {
  if (typeof holder !== 'object' || holder === null) return;
  for (const name of Object.getOwnPropertyNames(holder)) {
    if (typeof Object.getOwnPropertyDescriptor(holder, name)?.value === 'function') replace(holder, name);
  }
}

export function hide(holder: object, name: string): void {
  if (name in holder) Object.defineProperty(holder, name, { value: undefined, configurable: true, writable: true });
}

function replace(holder: object, name: string): void {
  if (Object.getOwnPropertyDescriptor(holder, name)?.configurable) {
    Object.defineProperty(holder, name, { value: closed, configurable: true, writable: true });
  }
}
