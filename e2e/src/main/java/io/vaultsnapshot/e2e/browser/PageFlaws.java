package io.vaultsnapshot.e2e.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What no page may have, in what {@link Browser} saw of it. */
public final class PageFlaws {
    /** The width of a small phone. */
    private static final int PHONE = 360;

    private PageFlaws() {}

    /** Returns the flaws of a page; none for a good one. */
    public static List<String> of(JsonNode seen) {
        List<String> flaws = new ArrayList<>();
        for (String scheme : List.of("light", "dark")) {
            JsonNode look = seen.path(scheme);
            add(flaws, "requests", look.path("requests"));
            add(flaws, "console", look.path("console"));
            add(flaws, "barriers", look.path("barriers"));
            if (look.path("foreign").asInt() + look.path("handlers").asInt() > 0) {
                flaws.add("foreign elements " + look.path("foreign") + ", handlers " + look.path("handlers"));
            }
        }
        if (seen.at("/light/paper").equals(seen.at("/dark/paper"))) {
            flaws.add("dark looks like light: " + seen.at("/dark/paper"));
        }
        if (seen.at("/phone/page").asInt() > PHONE) {
            flaws.add("phone scrolls sideways, " + seen.at("/phone/page") + " pixels: " + seen.at("/phone/widest"));
        }
        if (!seen.at("/pdf/head").asText().equals("%PDF-")
                || seen.at("/pdf/bytes").asInt() < 10_000) {
            flaws.add("no PDF: " + seen.path("pdf"));
        }
        return flaws;
    }

    private static void add(List<String> flaws, String what, JsonNode found) {
        found.forEach(each -> flaws.add(what + ": " + each.asText()));
    }
}
