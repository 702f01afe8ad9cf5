import { deny } from './denial';
import { type ExemptPrincipalsProps, exemptPrincipalsProblems } from './exempt-principals';
import { Guardrail } from './guardrail';

/** Guardrails about an account as a whole. */
export class AccountGuardrails {
  /**
   * Nobody takes an account out of its organization. The management account still can.
   *
   * Source: AWS Organizations User Guide, "General examples" of service control policies.
   */
  public static denyLeavingOrganization(props: ExemptPrincipalsProps = {}): Guardrail {
    return Guardrail._checked({
      guardrailId: 'deny-leaving-organization',
      description: 'Nobody takes the account out of its organization',
      statements: [deny({ sid: 'DenyLeavingOrganization', actions: ['organizations:LeaveOrganization'] }, props)],
    }, exemptPrincipalsProblems(props));
  }

  private constructor() {}
}
