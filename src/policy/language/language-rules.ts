import type { Effect, PolicyLanguage } from './policy-document';

/** The differences between the languages; everything else is common to them. */
export interface LanguageRules {
  readonly title: string;
  readonly versionRequired: boolean;
  readonly effects: readonly Effect[];
  readonly notAction: boolean;
  /** Whether `"Action": "*"` is accepted, which names no service. */
  readonly anyAction: boolean;
  readonly principal: boolean;
}

/**
 * Sources: AWS Organizations User Guide, "SCP syntax" and "RCP syntax"; the whole IAM language in SCPs since September 2025.
 */
export const LANGUAGE_RULES: Record<PolicyLanguage, LanguageRules> = {
  SERVICE_CONTROL_POLICY: {
    title: 'a service control policy',
    versionRequired: false,
    effects: ['Allow', 'Deny'],
    notAction: true,
    anyAction: true,
    principal: false,
  },
  RESOURCE_CONTROL_POLICY: {
    title: 'a resource control policy',
    versionRequired: true,
    effects: ['Deny'],
    notAction: false,
    anyAction: false,
    principal: true,
  },
  IDENTITY_POLICY: {
    title: 'an identity-based policy',
    versionRequired: false,
    effects: ['Allow', 'Deny'],
    notAction: true,
    anyAction: true,
    principal: false,
  },
};
