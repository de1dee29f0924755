package io.vaultsnapshot.contract.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleAndTagsTest {
    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111122223333:root, false",
        "arn:aws:iam::111122223333:user/alice, false",
        "arn:aws-us-gov:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_R_0123, true"
    })
    void principal_ofAKnownKind_saysWhetherItIsARole(String arn, boolean isRole) {
        assertEquals(Optional.of(new IamPrincipalArn(arn, isRole)), IamPrincipalArn.parse(arn));
    }

    /** A trust in a wildcard, in a service or in a session that ends would be more, or less, than it looks. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "111122223333",
                "arn:aws:iam::111122223333:role/*",
                "arn:aws:iam::*:root",
                "arn:aws:iam::111122223333:group/admins",
                "arn:aws:sts::111122223333:assumed-role/admin/alice",
                "arn:aws:iam::111122223333:user/"
            })
    void principal_ofAnyOtherForm_isRefused(String text) {
        assertTrue(IamPrincipalArn.parse(text).isEmpty());
    }

    @Test
    void tag_keyAndValue_areSplitAtTheSign() {
        assertEquals(Optional.of(new ResourceTag("team", "platform")), ResourceTag.parse("team=platform"));
        assertEquals(Optional.of(new ResourceTag("team", "")), ResourceTag.parse("team="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"team", "=platform", "aws:team=x", "a=b=c", "a=b\n"})
    void tag_ofAnyOtherForm_isRefused(String text) {
        assertTrue(ResourceTag.parse(text).isEmpty());
    }
}
