package io.vaultsnapshot.infra;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Small templates that use so much of one limit. */
final class TemplateSizes {
    private TemplateSizes() {}

    static TemplateSize with(StackLimit limit, int number) {
        ObjectNode template = object();
        ObjectNode resources = template.putObject("Resources");
        switch (limit) {
            case TEMPLATE_BYTES -> {
                return TemplateSize.of(template, number);
            }
            case RESOURCES -> fill(resources, number);
            case OUTPUTS -> fill(template.putObject("Outputs"), number);
            case PARAMETERS -> fill(template.putObject("Parameters"), number);
            case ROLE_POLICIES -> fill(properties(resources, "AWS::IAM::Role").putArray("ManagedPolicyArns"), number);
            case POLICY_CHARACTERS ->
                properties(resources, "AWS::IAM::ManagedPolicy")
                        .put("PolicyDocument", "x".repeat(number - "\"\"".length()));
            default ->
                properties(resources, "AWS::CloudWatch::Dashboard")
                        .put("DashboardBody", dashboard(limit, number).toString());
        }
        return TemplateSize.of(template, 1);
    }

    private static ObjectNode dashboard(StackLimit limit, int number) {
        ObjectNode body = object();
        ArrayNode widgets = body.putArray("widgets");
        switch (limit) {
            case DASHBOARD_WIDGETS -> fill(widgets, number);
            case WIDGET_ALARMS ->
                fill(widgets.addObject().putObject("properties").putArray("alarms"), number);
            default -> fill(widgets.addObject().putObject("properties").putArray("metrics"), number);
        }
        return body;
    }

    private static ObjectNode properties(ObjectNode resources, String type) {
        return resources.putObject("One").put("Type", type).putObject("Properties");
    }

    private static void fill(ArrayNode array, int number) {
        for (int i = 0; i < number; i++) {
            array.addObject();
        }
    }

    private static void fill(ObjectNode object, int number) {
        for (int i = 0; i < number; i++) {
            object.putObject("No" + i);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
