import { cisFoundations7 } from './cis-foundations-7';
import { controlTower } from './control-tower';
import { dataPerimeter } from './data-perimeter-set';
import type { GuardrailSet } from './guardrail-set';
import type {
  CisFoundations7Props, ControlTowerStronglyRecommendedProps, DataPerimeterSetProps, SecurityReferenceArchitectureProps,
} from './guardrail-set-props';
import { securityReferenceArchitecture } from './security-reference-architecture';

/**
 * Ready sets of guardrails, one for each publisher of controls. Each set names all controls of its source, with the guardrails that
 * implement them or the reason why no policy can. `docs/guardrails/sets.md` has them as tables.
 */
export class GuardrailSets {
  /**
   * The recommendations of the CIS AWS Foundations Benchmark 7.0.0.
   *
   * Source: CIS AWS Foundations Benchmark v7.0.0, numbers and aims of its recommendations as the compliance file `cis_7.0_aws.json` of the
   * open-source scanner Prowler lists them.
   */
  public static cisFoundations7(props: CisFoundations7Props = {}): GuardrailSet {
    return cisFoundations7(props);
  }

  /**
   * The checks of the AWS Security Reference Architecture. Exempt the roles by which the security account configures the services.
   *
   * Source: SRA Verify of AWS Labs, `docs/checks.txt`, which numbers the recommendations of the AWS Security Reference Architecture (AWS
   * Prescriptive Guidance).
   */
  public static securityReferenceArchitecture(props: SecurityReferenceArchitectureProps = {}): GuardrailSet {
    return securityReferenceArchitecture(props);
  }

  /**
   * The strongly recommended controls of AWS Control Tower, and those elective preventive ones that are listed in `electiveControls`. For
   * organizations without AWS Control Tower: where it is used, enable its controls instead.
   *
   * Source: AWS Control Tower Controls Reference Guide, "Strongly recommended controls", "Elective controls with preventive behavior",
   * "Preventive controls that assist with digital sovereignty" and "AWS Control Tower RCP controls".
   */
  public static controlTowerStronglyRecommended(props: ControlTowerStronglyRecommendedProps = {}): GuardrailSet {
    return controlTower(props);
  }

  /**
   * A data perimeter: trusted identities, trusted resources and, for the networks given, expected networks. It needs service control
   * policies and resource control policies. Try it on one account first.
   *
   * Source: AWS Whitepaper "Building a Data Perimeter on AWS"; the repository `data-perimeter-policy-examples` of aws-samples, whose Sids
   * are the identifiers of the controls.
   */
  public static dataPerimeter(props: DataPerimeterSetProps): GuardrailSet {
    return dataPerimeter(props);
  }

  private constructor() {}
}
