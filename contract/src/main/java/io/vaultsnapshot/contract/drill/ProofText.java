package io.vaultsnapshot.contract.drill;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import java.util.Optional;

/** Reads fields whose content comes from outside: each has a form and a bound. A refusal does not repeat the content. */
record ProofText(JsonObject document) {
    String matching(String field, String regex) {
        return optional(field, regex).orElseThrow(() -> new DocumentException(field, "is missing"));
    }

    Optional<String> optional(String field, String regex) {
        Optional<String> text = document.optionalText(field);
        if (text.isPresent() && !text.get().matches(regex)) {
            throw new DocumentException(field, "is not of the form " + regex);
        }
        return text;
    }

    long count(String field) {
        return optionalCount(field).orElseThrow(() -> new DocumentException(field, "is missing"));
    }

    Optional<Long> optionalCount(String field) {
        Optional<Long> number = document.optionalNumber(field);
        if (number.isPresent() && number.get() < 0) {
            throw new DocumentException(field, "is negative");
        }
        return number;
    }
}
