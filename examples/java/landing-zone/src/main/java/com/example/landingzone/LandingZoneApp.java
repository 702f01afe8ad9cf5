package com.example.landingzone;

import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.StackProps;

public final class LandingZoneApp {
    public static void main(String[] args) {
        App app = new App();

        // Deploy to the management account. AWS Organizations accepts these changes only from there.
        StackProps props = StackProps.builder()
                .description("The organization: units, accounts, guardrails and delegated administrators")
                .build();
        new LandingZoneStack(app, "LandingZone", props, "example.com", List.of("eu-central-1", "eu-west-1"));

        app.synth();
    }
}
