/** The resource of a launch that has the condition keys of an instance. */
export const INSTANCES = ['arn:*:ec2:*:*:instance/*'];

/**
 * Launches whose requests lack the condition keys for the type and the metadata options of an instance, so that they can only be denied.
 *
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon EC2".
 */
export const LAUNCHES_WITHOUT_KEYS = ['ec2:ImportInstance', 'ec2:RequestSpotFleet', 'ec2:RequestSpotInstances', 'ec2:RunScheduledInstances'];

/** The limits of guardrails for launches. */
export const LAUNCH_LIMITS = {
  services: 'Auto Scaling groups, fleets and other AWS services launch instances with service-linked roles, which service control policies do not restrict',
  existingFleets: 'Existing fleets and Spot Fleets keep running and can be changed to other launch templates and overrides',
};
