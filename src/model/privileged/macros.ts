import { createHash } from 'crypto';
import { MACRO_TYPE, partId, type PrivilegedResource } from './privileged-parts';
import { canonicalJson, type Scope } from '../../assembly';
import type { JsonValue } from '../../policy';
import { onceForEach } from '../grouping';

/** It only adds functions, and `Fn::ForEach`. Source: AWS CloudFormation Template Reference, "AWS::LanguageExtensions transform". */
const LANGUAGE_EXTENSIONS = 'AWS::LanguageExtensions';

/** Sections that a macro of the whole template leaves as they are, or that nobody deploys. */
const NOT_DEPLOYED = ['Metadata', 'Description', 'AWSTemplateFormatVersion', 'Transform'];

/**
 * The macros of a template as one resource, since a macro may put anything into the template when it is deployed: with what it reads, so
 * that each change of it is a change. Hooks run functions during a deployment.
 */
export function macrosOf({ stackName, template }: Scope): PrivilegedResource[] {
  const sections = template as unknown as { readonly [name: string]: JsonValue };
  const { Transform: transform, Hooks: hooks } = sections;
  const whole = Object.entries(sections).filter(([name]) => !NOT_DEPLOYED.includes(name));
  const read = [...whole.filter(([name, section]) => name !== 'Hooks' && typeof section === 'object' && section !== null && sectionHasMacro(section)), ...Object.entries(template.Unexpanded ?? {}) as [string, JsonValue][]];
  const settings: Record<string, JsonValue> = {
    ...(transform === undefined ? {} : { Transform: transform }),
    ...(rewritesAll(transform) ? { '(template)': sha256(Object.fromEntries(whole)) } : {}),
    ...(read.length === 0 ? {} : { 'Fn::Transform': Object.fromEntries(read.map(([name, section]) => [name, sha256(section)])) }),
    ...(hooks === undefined ? {} : { Hooks: hooks }),
  };
  if (Object.keys(settings).length === 0) return [];
  return [{ stack: stackName, logicalId: partId(MACRO_TYPE), type: MACRO_TYPE, settings, documents: {} }];
}

function rewritesAll(transform: JsonValue | undefined): boolean {
  return transform !== undefined && [transform].flat().some((each) => each !== LANGUAGE_EXTENSIONS);
}

/** The sections of an equal template are the same objects. */
const sectionHasMacro = onceForEach((section: object) => hasMacro(section as JsonValue));

/** Whether a part of a template, at any depth, is one that a macro replaces. */
function hasMacro(part: JsonValue): boolean {
  if (typeof part !== 'object' || part === null) return typeof part === 'string' && part.startsWith(LOOP);
  const isList = Array.isArray(part);
  if (!isList && Object.keys(part).some((name) => name === 'Fn::Transform' || name.startsWith(LOOP))) return true;
  return (isList ? part as readonly JsonValue[] : Object.values(part)).some(hasMacro);
}

const LOOP = 'Fn::ForEach::';

function sha256(of: JsonValue): string {
  return createHash('sha256').update(canonicalJson(of)).digest('hex');
}
