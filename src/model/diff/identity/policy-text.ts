import { canonicalJson } from '../../../assembly';
import { type JsonValue, parseJson } from '../../../policy';

/** The document as a value; undefined if the text is not JSON, as it may be if code has not resolved it. */
export function documentOf(content: string): JsonValue | undefined {
  try {
    return parseJson(content);
  } catch {
    return undefined;
  }
}

/** Equal for texts that are the same JSON, regardless of white space and the order of keys. */
export function sameMeaningKey(content: string): string {
  const document = documentOf(content);
  return document === undefined ? content : canonicalJson(document);
}
