/** A reference to a type in the output of jsii-docgen: each `%` of the pattern stands for one of the types. */
export interface TypeText {
  readonly formattingPattern?: string;
  readonly types?: readonly TypeText[];
  readonly displayName?: string;
  readonly fqn?: string;
}

export interface Docs {
  readonly summary?: string;
  readonly remarks?: string;
  readonly example?: string;
  readonly links?: readonly string[];
}

/** A parameter, property, constant or member of an enum. */
export interface Member {
  readonly displayName: string;
  readonly docs: Docs;
  readonly type?: TypeText;
  readonly optional?: boolean;
  readonly default?: string;
}

/** A method or an initializer. */
export interface Callable {
  readonly displayName: string;
  readonly docs?: Docs;
  readonly parameters: readonly Member[];
  /** A declaration, for static methods after an import of the class. */
  readonly usage: string;
}

/** A type in the JSON of jsii-docgen. */
export interface Described {
  readonly fqn: string;
  readonly displayName: string;
  readonly docs: Docs;
  readonly initializer?: Callable;
  readonly staticMethods?: readonly Callable[];
  readonly instanceMethods?: readonly Callable[];
  readonly properties?: readonly Member[];
  readonly constants?: readonly Member[];
  readonly members?: readonly Member[];
}

export interface DocgenJson {
  readonly apiReference: Readonly<Record<'constructs' | 'classes' | 'structs' | 'interfaces' | 'enums', readonly Described[]>>;
}

/** A type of a jsii assembly, as far as the pages need it. */
export interface AssemblyType {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  /** Whether an interface is a struct. */
  readonly datatype?: boolean;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly docs?: { readonly summary?: string; readonly stability?: string; readonly deprecated?: string };
  readonly locationInModule: { readonly filename: string };
  readonly methods?: readonly AssemblyMember[];
  readonly properties?: readonly AssemblyMember[];
}

export interface AssemblyMember {
  readonly name: string;
  readonly docs?: { readonly stability?: string; readonly deprecated?: string };
  readonly returns?: { readonly type: AssemblyTypeText };
}

export type AssemblyTypeText =
  | { readonly fqn: string }
  | { readonly primitive: string }
  | { readonly collection: { readonly kind: string; readonly elementtype: AssemblyTypeText } }
  | { readonly union: { readonly types: readonly AssemblyTypeText[] } };

/** A type with what both sources say about it. */
export interface ApiType {
  readonly assembly: AssemblyType;
  readonly described: Described;
}

/** The types of an assembly with their descriptions by jsii-docgen. */
export function apiTypes(assemblyTypes: readonly AssemblyType[], { apiReference }: DocgenJson): ApiType[] {
  const described = new Map(Object.values(apiReference).flat().map((type) => [type.fqn, type]));
  const missing = assemblyTypes.filter(({ fqn }) => !described.has(fqn)).map(({ name }) => name).sort();
  if (missing.length > 0) {
    throw new Error(`The output of jsii-docgen has nothing about ${missing.join(', ')}. Run "npx projen compile" first, then "npx projen docgen".`);
  }
  return assemblyTypes.map((assembly) => ({ assembly, described: described.get(assembly.fqn)! }));
}

export function isData({ kind, datatype }: AssemblyType): boolean {
  return kind === 'enum' || datatype === true;
}
