/** Behavior of handshakes and transfers of responsibility that AWS does not document. The default comes first. */
export const HANDSHAKE_READINGS = {
  /**
   * The State of an invitation that waits for its answer.
   * Source: API (OPEN in the examples of the operations, REQUESTED in the prose of the field).
   */
  newInvitationState: ['OPEN', 'REQUESTED'],

  /**
   * The Action of the handshakes that invited accounts get when all features are enabled: APPROVE_ALL_FEATURES, while the one of the
   * organization is ENABLE_ALL_FEATURES; or the other way round.
   * Source: guide and API, EnableAllFeatures; API, AcceptHandshake, says the opposite.
   */
  allFeaturesActions: ['membersApprove', 'membersEnable'],

  /**
   * Whether the resource PARENT_HANDSHAKE of a handshake begins with `h-`, as its ID does.
   * Source: model (all IDs of handshakes do); guide, the output of "Standard migration process to enable all features" (it does not).
   */
  parentHandshake: ['withPrefix', 'withoutPrefix'],

  /**
   * Whether the handshake by which an account adds the service-linked role names the request for all features as its parent.
   * Source: guess; guide (the request waits for it).
   */
  parentOfRoleHandshakes: ['named', 'absent'],

  /**
   * Whether the ID of an organization among the parties of a handshake begins with `o-`.
   * Source: API (it does, in the examples); guide (it does not).
   */
  organizationPartyId: ['withPrefix', 'withoutPrefix'],

  /**
   * InviteAccountToOrganization while all features are being enabled.
   * Source: guide (allowed); API (INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES).
   */
  invitationsWhileEnablingAllFeatures: ['allowed', 'refused'],

  /**
   * InviteAccountToOrganization with the ID of an account that does not exist.
   * Source: guess.
   */
  invitingAnUnknownAccount: ['InvalidInputException', 'isSent'],

  /**
   * A handshake that exists and that the caller has nothing to do with.
   * Source: model (both errors); guess.
   */
  handshakesOfOthers: ['HandshakeNotFoundException', 'AccessDeniedException'],

  /**
   * The Status of a transfer between TerminateResponsibilityTransfer and its EndTimestamp.
   * Source: guess.
   */
  terminatedTransferStatus: ['WITHDRAWN', 'ACCEPTED'],
} as const satisfies Record<string, readonly [string, string, ...string[]]>;
