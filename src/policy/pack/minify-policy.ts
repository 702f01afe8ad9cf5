import { type PolicyDocument, writePolicyDocument } from '../language';
import { canonicalDocument } from './canonical-document';

/** The canonical form as the text that the service gets. Every request keeps its verdict. */
export function minifyPolicy(document: PolicyDocument): string {
  return JSON.stringify(writePolicyDocument(canonicalDocument(document)));
}
