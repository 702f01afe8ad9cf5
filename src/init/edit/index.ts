export { type Adopted, Adoption, type AdoptionOptions } from './adoption';
export { type Chosen, chosenPart } from './choice';
export { DataEditor } from './data-editor';
export { type Keeping, KeptChanges } from './kept-changes';
export { ownersOfRows, withoutOwners } from './own-owners';
export { pathOf, placesOf } from './places';
export { StaysOutsideError } from './refusals';
export { RowIds } from './row-ids';
