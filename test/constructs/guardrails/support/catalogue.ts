import { type Option, optionsOf, SOURCES } from '../../../../scripts/guardrail-pages/guardrail-sources';
import * as library from '../../../../src';

type Props = Record<string, unknown>;

/** A static method of a class of the library, with the options that its source declares. */
export interface Factory<Result> {
  /** The class and the method, such as `AccountGuardrails.denyRootUser`. */
  readonly factory: string;
  readonly method: string;
  /** The interface of its props. */
  readonly propsType: string;
  readonly options: readonly Option[];
  readonly build: (props: Props) => Result;
  /** Returns the props that the callback gives to the factory in its last call; none if it does not call it through its class. */
  readonly propsGivenBy: (callback: () => unknown) => Props | undefined;
}

/** Each guardrail of the catalogue: every static method of the exported classes `…Guardrails`. */
export const GUARDRAILS: readonly Factory<library.Guardrail>[] = Object.keys(library)
  .filter((name) => name.endsWith('Guardrails')).flatMap((name) => factoriesOf<library.Guardrail>(name));

/** Each ready set of guardrails. */
export const SETS: readonly Factory<library.GuardrailSet>[] = factoriesOf('GuardrailSets');

function factoriesOf<Result>(className: string): Factory<Result>[] {
  const methods = library[className as keyof typeof library] as unknown as Record<string, (props: Props) => Result>;
  const source = SOURCES.find((text) => text.includes(`export class ${className} `))!;
  return Object.getOwnPropertyNames(methods).filter((member) => !['length', 'name', 'prototype'].includes(member)).map((method) => {
    const [, propsType] = new RegExp(`public static ${method}\\(props: (\\w+)`).exec(source)!;
    return {
      factory: `${className}.${method}`,
      method,
      propsType,
      options: optionsOf(propsType),
      build: (props) => methods[method](props),
      propsGivenBy: (callback) => {
        const spy = jest.spyOn(methods, method);
        callback();
        const given = spy.mock.lastCall?.[0];
        spy.mockRestore();
        return given;
      },
    };
  });
}

/** The ID of the guardrail of a factory. */
export function idOf({ method }: { readonly method: string }): string {
  return method.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
}
