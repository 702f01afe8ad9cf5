import { isSameOwner } from '../../contract';
import type { AppData } from '../../init';
import {
  type Adopted, Adoption, type AdoptionOptions, chosenPart, DataEditor, ownersOfRows, placesOf, RowIds, withoutOwners,
} from '../../init/edit';
import { type Organization, withServiceTexts } from '../../model';
import type { CodeAndLive } from '../app/synthesized-code';

/** Takes parts of an organization into the rows of an app. Each call starts from the same rows. */
export class PartAdoption {
  /** With texts as the rows have them. */
  private readonly organization: Organization;
  private readonly places: ReturnType<typeof placesOf>;

  /** @param owners that the stacks of the app write into owner tags */
  constructor(private readonly data: AppData, private readonly live: Organization, owners: ReadonlySet<string>) {
    this.organization = withServiceTexts(withoutOwners(live, owners));
    this.places = placesOf(this.organization);
  }

  /** @throws Error that says why a part has no new row */
  adopt(parts: readonly string[], options: AdoptionOptions): Adopted & { readonly editor: DataEditor } {
    const editor = new DataEditor(this.data);
    const chosen = parts.map((part) => chosenPart(part, this.organization, this.places));
    const adoption = new Adoption(editor, this.organization, new RowIds(this.data, this.live), options);
    return { ...adoption.adopt(chosen), editor };
  }
}

/** The owners in the owner tags of resources that have rows. Some may be other stacks. */
export function ownersInRows(data: AppData, live: Organization): ReadonlySet<string> {
  return ownersOfRows(live, new RowIds(data, live));
}

/** Rows that are not deployed yet may be of another stack, whose resources stay outside. */
export function ownersInCode(owners: ReadonlySet<string>, { code: { code } }: Pick<CodeAndLive, 'code'>): ReadonlySet<string> {
  const stacks = code?.stacks ?? code?.owners ?? [];
  return new Set([...owners].filter((owner) => stacks.some((stack) => isSameOwner(stack, owner))));
}
