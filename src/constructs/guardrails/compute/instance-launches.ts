/** Resources of a launch that hold the keys of an instance. */
export const INSTANCES = ['arn:*:ec2:*:*:instance/*'];

/**
 * Launches whose requests have none of the keys of an instance, its type and its metadata options, so that they can only be denied.
 *
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon EC2".
 */
export const LAUNCHES_WITHOUT_KEYS = ['ec2:ImportInstance', 'ec2:RequestSpotFleet', 'ec2:RequestSpotInstances', 'ec2:RunScheduledInstances'];

/** The limits of guardrails about launches. */
export const LAUNCH_LIMITS = {
  services: 'Auto Scaling groups, fleets and other AWS services launch by service-linked roles, which no service control policy reaches',
  existingFleets: 'Fleets and Spot Fleets that exist go on, and can be changed to other launch templates and overrides',
};
