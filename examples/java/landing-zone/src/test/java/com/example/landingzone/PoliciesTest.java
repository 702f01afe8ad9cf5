package com.example.landingzone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cdkawsorganizations.AccountAssertions;
import io.github.cdkawsorganizations.AccountSelection;
import io.github.cdkawsorganizations.OrganizationAssertions;
import io.github.cdkawsorganizations.PolicyType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

class PoliciesTest {
    private static LandingZoneStack stack;
    private static OrganizationAssertions organization;

    @BeforeAll
    static void synthesize() {
        StackProps props = StackProps.builder().build();
        stack = new LandingZoneStack(new App(), "LandingZone", props, "example.com", List.of("eu-central-1", "eu-west-1"));
        organization = OrganizationAssertions.fromStack(stack);
    }

    @Test
    void everyWarningIsAcknowledged() {
        assertEquals(List.of(), Annotations.fromStack(stack).findWarning("*", Match.anyValue()));
    }

    @Test
    void workloadsRunOnlyInTheAllowedRegions() {
        under("Workloads").asPrincipal("role/Developer")
                .denies("ec2:RunInstances", Map.of("aws:RequestedRegion", "us-west-1"))
                .allows("ec2:RunInstances", Map.of("aws:RequestedRegion", "eu-west-1"))
                .allows("iam:CreateRole", Map.of("aws:RequestedRegion", "us-east-1"));
    }

    @Test
    void accountsCannotLeaveTheOrganizationAndRootUsersAreDenied() {
        organization.everyAccount().asPrincipal("root").denies("s3:ListAllMyBuckets");
        organization.everyAccount().denies("organizations:LeaveOrganization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Security", "Infrastructure", "Workloads"})
    void onlyThePlatformTeamCanStopATrail(String unit) {
        AccountAssertions accounts = under(unit).withContext("aws:RequestedRegion", "eu-west-1");
        accounts.asPrincipal("role/Administrator").denies("cloudtrail:StopLogging");
        accounts.asPrincipal("role/platform/Repair").allows("cloudtrail:StopLogging");
    }

    @Test
    void sandboxesHaveOnlySmallInstances() {
        AccountAssertions blue = organization.account("sandbox-blue").asPrincipal("role/Researcher")
                .onResource("arn:aws:ec2:eu-west-1::instance/*")
                .withContext("aws:RequestedRegion", "eu-west-1");
        blue.denies("ec2:RunInstances", Map.of("ec2:InstanceType", "p5.48xlarge"));
        blue.allows("ec2:RunInstances", Map.of("ec2:InstanceType", "t3.micro"));
    }

    @Test
    void accountsAreInTheRightUnitsAndHaveACostCenter() {
        organization.hasAccounts(15);
        organization.account("log-archive").isIn("Security").hasTag("data-class", "audit");
        organization.everyAccount().hasTag("cost-center");
    }

    @Test
    void theEffectiveTagPolicyListsTheCostCenters() {
        Map<?, ?> policy = (Map<?, ?>) organization.account("shop-prod").effectivePolicy(PolicyType.TAG_POLICY);
        Map<?, ?> costCenter = (Map<?, ?>) ((Map<?, ?>) policy.get("tags")).get("cost-center");
        assertTrue(((List<?>) costCenter.get("tag_value")).contains("shop"));
    }

    @Test
    void aWrongExpectationIsAnError() {
        AccountAssertions developer = organization.account("shop-prod").asPrincipal("role/Developer");
        RuntimeException error = assertThrows(RuntimeException.class, () -> developer.denies("iam:CreateRole"));
        assertTrue(error.getMessage().contains("expected to deny iam:CreateRole"), error.getMessage());
    }

    private static AccountAssertions under(String unit) {
        return organization.everyAccount(AccountSelection.builder().under(unit).build());
    }
}
