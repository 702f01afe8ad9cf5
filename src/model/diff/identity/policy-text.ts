import { canonicalJson } from '../../../assembly';
import { type JsonValue, parseJson } from '../../../policy';

/** The document as a value; undefined if it is none, as a text may be that code has not resolved. */
export function documentOf(content: string): JsonValue | undefined {
  try {
    return parseJson(content);
  } catch {
    return undefined;
  }
}

/** Equal for texts that are the same JSON, whatever their white space and order of keys. */
export function sameMeaningKey(content: string): string {
  const document = documentOf(content);
  return document === undefined ? content : canonicalJson(document);
}
