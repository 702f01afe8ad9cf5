import type { IConstruct } from 'constructs';
import { AccountRemovalProperties, GuardedAction } from '../../contract';
import { isGuardedActionAllowed } from '../../provider';
import type { PlaceInOrganization } from '../organization/known-organizations';
import { placeOf } from '../organizational-unit/parent-place';
import type { IParent } from '../policy/attachments/policy-target';
import { problem } from '../validation';

/** What an author needs to hear when the organization does not allow what an account says. */
interface Key {
  readonly action: GuardedAction;
  readonly whatItDoes: string;
  readonly method: string;
  readonly property: string;
}

const CLOSE: Key = { action: 'CloseAccount', whatItDoes: 'close an account', method: 'close', property: 'allowAccountClosure' };
const REMOVE: Key = {
  action: 'RemoveAccountFromOrganization',
  whatItDoes: 'remove an account from its organization',
  method: 'removeFromOrganization',
  property: 'allowAccountRemoval',
};

/**
 * What becomes of an account when it leaves the code. It holds for accounts that were deployed with it: to close an account, deploy
 * once with `close()`, then take its construct out.
 */
export class AccountRemoval {
  /** It stays where it is. */
  public static retain(): AccountRemoval {
    return new AccountRemoval();
  }

  /**
   * It is moved, for instance below an organizational unit for accounts that nobody uses.
   * @param parent the root or an organizational unit that stays in the organization when the account leaves the code
   */
  public static moveTo(parent: IParent): AccountRemoval {
    return new AccountRemoval({ Action: 'MoveAccount', ...placeOf(parent) });
  }

  /**
   * It leaves the organization and stands alone. It needs a way of payment of its own, and if it was created in the organization,
   * some days of age; it keeps the role through which it was administered. The organization says `allowAccountRemoval` as well.
   *
   * Source: AWS Organizations User Guide, "Removing a member account from an organization".
   */
  public static removeFromOrganization(): AccountRemoval {
    return new AccountRemoval({ Action: 'RemoveAccountFromOrganization' }, REMOVE);
  }

  /**
   * It is closed. For 90 days AWS Support can open it again; its e-mail address cannot be used for another account. The organization
   * says `allowAccountClosure` as well.
   *
   * Source: AWS Organizations User Guide, "Closing a member account in an organization".
   */
  public static close(): AccountRemoval {
    return new AccountRemoval({ Action: 'CloseAccount' }, CLOSE);
  }

  /**
   * The method that makes it, if it takes a Delete; undefined for an account that stays.
   *
   * @internal
   */
  public get _method(): string | undefined {
    return this._key?.method ?? (this._properties === undefined ? undefined : 'moveTo');
  }

  private constructor(
    /** @internal */
    public readonly _properties?: AccountRemovalProperties,
    /** @internal */
    public readonly _key?: Key,
  ) {}
}

/** Closing an account and removing it from the organization take a second key, on the organization. */
export function removalKeyProblems(account: IConstruct, { _key: key }: AccountRemoval, { organization }: PlaceInOrganization): string[] {
  if (!key) return [];
  const allowed = organization ? organization._allowedActions.includes(key.action) : isGuardedActionAllowed(account, key.action);
  return allowed ? [] : [problem({
    wrong: `It takes two keys to ${key.whatItDoes}: the account has AccountRemoval.${key.method}(), and the organization does not allow it`,
    given: `${key.property}: false`,
    remedy: `Set ${key.property}: true on the Organization (or in fromOrganizationAttributes), or use AccountRemoval.retain()`,
  })];
}
