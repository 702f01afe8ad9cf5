import type { ReplacingCode, SettingChange } from '../change';
import { settingChanges } from './setting-changes';
import { ownValue } from '../../../assembly';
import { onlyDenies } from '../../privileged/asset-buckets';
import { codePlace, codeSettings, isKnownPlace } from '../../privileged/function-settings';
import { addressOf, FUNCTION_TYPE, type PrivilegedParts, type PrivilegedResource } from '../../privileged/privileged-parts';

/** Finds what lets other code run in a handler than its digest says, or lets others replace the code that is deployed. */
export class ReplacedCode {
  private readonly before: ReadonlyMap<string, PrivilegedResource>;
  private readonly places: ReadonlySet<string>;
  private readonly acting: ReadonlySet<string>;

  /** @param base undefined if the deployed code is not known */
  public constructor(private readonly base: PrivilegedParts | undefined, private readonly head: PrivilegedParts) {
    this.before = new Map(base?.resources.map((resource) => [addressOf(resource), resource]));
    const functions = (base?.providerFunctions ?? []).flatMap((address) => this.before.get(address) ?? []);
    this.places = new Set(functions.flatMap((each) => codePlace(each) ?? []));
    this.acting = new Set(head.providerFunctions);
  }

  /** Whether a function that existed handles resources from now on, or does so in another part or with another role. */
  public begins(resource: PrivilegedResource): boolean {
    const address = addressOf(resource);
    const former = this.before.get(address);
    if (former === undefined || !this.acting.has(address)) return false;
    const [before, after] = [this.base, this.head].map((parts) => ownValue(parts?.handlerChain, address));
    return (after !== undefined && after !== before) || JSON.stringify(former.settings.Role) !== JSON.stringify(resource.settings.Role);
  }

  /** Of a resource that is new. */
  public ofNew(resource: PrivilegedResource): ReplacingCode {
    return replacing([...this.handlerSettings(resource), ...assets(resource)]);
  }

  /** Of a resource whose policies have changed. */
  public ofPolicy(resource: PrivilegedResource): ReplacingCode {
    return replacing(assets(resource));
  }

  /** Of a resource with changed settings: those of all settings if a function begins to be a handler. */
  public ofSettings(resource: PrivilegedResource, changes: readonly SettingChange[]): ReplacingCode {
    const isChanged = (name: string) => changes.some(({ path }) => isWithin(path.join('.'), name) || isWithin(name, path.join('.')));
    return replacing([...this.handlerSettings(resource).filter(isChanged), ...assets(resource)]);
  }

  /** The changed settings of a function: all that may replace its code if it begins to be a handler, or if it is not known before. */
  public settingChangesOf(former: PrivilegedResource | undefined, resource: PrivilegedResource): SettingChange[] {
    if (former !== undefined && !this.begins(resource)) return changesBetween(former.settings, resource.settings);
    const names = this.handlerSettings(resource).map((name) => name.split('.')[0]);
    const pick = (settings: PrivilegedResource['settings'], isPicked: boolean) => (
      Object.fromEntries(Object.entries(settings).filter(([name]) => names.includes(name) === isPicked)));
    if (former === undefined) return changesBetween({}, pick(resource.settings, true));
    return changesBetween(pick(former.settings, false), resource.settings);
  }

  private handlerSettings(resource: PrivilegedResource): string[] {
    if (resource.type !== FUNCTION_TYPE || !this.acting.has(addressOf(resource))) return [];
    const place = codePlace(resource);
    const isElsewhere = place !== undefined && this.places.size > 0 && !isKnownPlace(place, this.places);
    return [...codeSettings(resource), ...(isElsewhere ? ['Code'] : [])];
  }
}

/** Settings without a name are those of a resource without any. */
function changesBetween(before: PrivilegedResource['settings'], after: PrivilegedResource['settings']): SettingChange[] {
  return settingChanges(before, after).filter(({ path }) => path.length > 0);
}

function assets(resource: PrivilegedResource): string[] {
  return resource.assets && !onlyDenies(resource) ? ['assets'] : [];
}

function replacing(found: readonly string[]): ReplacingCode {
  return found.length === 0 ? {} : { replacesCode: [...new Set(found)].sort() };
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`);
}
