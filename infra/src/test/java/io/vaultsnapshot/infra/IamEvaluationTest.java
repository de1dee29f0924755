package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vaultsnapshot.testing.iam.IamIdentity;
import io.vaultsnapshot.testing.iam.IamPolicy;
import io.vaultsnapshot.testing.iam.IamPrincipal;
import io.vaultsnapshot.testing.iam.IamRequest;
import io.vaultsnapshot.testing.iam.IamResource;
import io.vaultsnapshot.testing.iam.UndecidedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The evaluator of IAM policies, rule by rule ("Policy evaluation logic" in the IAM user guide). */
class IamEvaluationTest {
    private static final String ACCOUNT = "111122223333";
    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/taker";
    private static final String OBJECT = "arn:aws:s3:::b/snapshots/one/x";
    private static final String ALLOW =
            "'Effect':'Allow','Action':'s3:PutObject','Resource':'arn:aws:s3:::b/snapshots/one/*'";
    private static final IamResource PLAIN = IamResource.plain(ACCOUNT);

    @Test
    void nothing_allows_isRefused() {
        assertFalse(identity().may(put(Map.of()), PLAIN));
    }

    @ParameterizedTest
    @CsvSource({
        "s3:PutObject, arn:aws:s3:::b/snapshots/one/x, true",
        "s3:putobject, arn:aws:s3:::b/snapshots/one/, true",
        "s3:PutObject, arn:aws:s3:::b/snapshots/two/x, false",
        "s3:PutObject, arn:aws:s3:::b/snapshots/one, false",
        "s3:PutObject, arn:aws:s3:::b/Snapshots/one/x, false",
        "s3:PutObjectTagging, arn:aws:s3:::b/snapshots/one/x, false",
        "s3:GetObject, arn:aws:s3:::b/snapshots/one/x, false"
    })
    void allow_isForItsActionsAndResourcesOnly(String action, String resource, boolean allowed) {
        IamRequest request = new IamRequest(IamPrincipal.aws(ROLE), action, resource, Map.of());

        assertEquals(allowed, identity(ALLOW).may(request, PLAIN));
    }

    @Test
    void deny_inAnotherPolicy_wins() {
        IamIdentity identity = new IamIdentity(
                ROLE,
                policy(),
                List.of(policy(ALLOW), policy("'Effect':'Deny','Action':'s3:*','Resource':'*'")),
                Optional.empty());

        assertFalse(identity.may(put(Map.of()), PLAIN));
    }

    @Test
    void boundary_limits_andAllowsNothing() {
        IamPolicy reads = policy("'Effect':'Allow','Action':'s3:GetObject','Resource':'*'");
        IamPolicy writes = policy("'Effect':'Allow','Action':'s3:Put*','Resource':'*'");

        assertFalse(
                new IamIdentity(ROLE, policy(), List.of(policy(ALLOW)), Optional.of(reads)).may(put(Map.of()), PLAIN));
        assertFalse(new IamIdentity(ROLE, policy(), List.of(), Optional.of(writes)).may(put(Map.of()), PLAIN));
        assertTrue(
                new IamIdentity(ROLE, policy(), List.of(policy(ALLOW)), Optional.of(writes)).may(put(Map.of()), PLAIN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'StringEquals':{'aws:PrincipalTag/team':['a','b']} | b | true",
                "'StringEquals':{'aws:PrincipalTag/team':'a*'} | ab | false",
                "'StringEquals':{'aws:PrincipalTag/team':'a'} | | false",
                "'StringEqualsIfExists':{'aws:PrincipalTag/team':'a'} | | true",
                "'StringNotEquals':{'aws:PrincipalTag/team':['a','b']} | c | true",
                "'StringNotEquals':{'aws:PrincipalTag/team':['a','b']} | b | false",
                "'StringNotEquals':{'aws:PrincipalTag/team':'a'} | | true",
                "'StringLike':{'aws:PrincipalTag/team':'a?c*'} | abcd | true",
                "'StringNotLike':{'aws:PrincipalTag/team':'a*'} | abcd | false",
                "'StringEqualsIgnoreCase':{'aws:PrincipalTag/team':'AB'} | ab | true",
                "'Null':{'aws:PrincipalTag/team':'true'} | | true",
                "'Null':{'aws:PrincipalTag/team':'true'} | a | false",
                "'Null':{'aws:PrincipalTag/team':'false'} | a | true",
                "'Bool':{'aws:PrincipalTag/team':'true'} | | false",
                "'Bool':{'aws:PrincipalTag/team':true} | true | true",
                "'NumericLessThan':{'aws:PrincipalTag/team':'1.2'} | 1.1 | true",
                "'NumericLessThan':{'aws:PrincipalTag/team':'1.2'} | 1.3 | false",
                "'ForAllValues:StringEquals':{'aws:PrincipalTag/team':'a'} | | true",
                "'ForAnyValue:StringEquals':{'aws:PrincipalTag/team':'a'} | | false",
                "'ForAnyValue:StringNotEquals':{'aws:PrincipalTag/team':'a'} | | false",
                "'StringEquals':{'aws:PrincipalTag/team':'a','aws:PrincipalTag/unit':'u'} | a | false"
            })
    void condition_ofAnAllow_decides(String condition, String team, boolean allowed) {
        IamRequest request = put(team == null ? Map.of() : Map.of("aws:principaltag/team", List.of(team)));

        assertEquals(
                allowed, identity(ALLOW + ",'Condition':{" + condition + "}").may(request, PLAIN));
    }

    @Test
    void setOfValues_eachIsCompared() {
        IamRequest two = put(Map.of("s3:RequestObjectTagKeys", List.of("a", "b")));

        assertFalse(identity(ALLOW + ",'Condition':{'ForAllValues:StringEquals':{'s3:RequestObjectTagKeys':'a'}}")
                .may(two, PLAIN));
        assertTrue(identity(ALLOW + ",'Condition':{'ForAnyValue:StringEquals':{'s3:RequestObjectTagKeys':'a'}}")
                .may(two, PLAIN));
    }

    @ParameterizedTest
    @CsvSource({"one, true", "two, false", "*, false", ", false"})
    void variable_inAResource_isTheSessionsValueAndNoWildcard(String cluster, boolean allowed) {
        String own = "'Effect':'Allow','Action':'s3:PutObject',"
                + "'Resource':'arn:aws:s3:::b/snapshots/${aws:PrincipalTag/eks-cluster-name}/*'";
        IamRequest request =
                put(cluster == null ? Map.of() : Map.of("aws:PrincipalTag/eks-cluster-name", List.of(cluster)));

        assertEquals(allowed, identity(own).may(request, PLAIN));
    }

    @Test
    void bucketPolicy_deniesAnybody_andAllowsWhomItNames() {
        assertFalse(identity(ALLOW).may(put(Map.of()), bucket("'Effect':'Deny','Principal':'*'")));
        assertFalse(identity(ALLOW).may(put(Map.of()), bucket("'Effect':'Deny','Principal':{'AWS':'*'}")));
        assertTrue(identity(ALLOW).may(put(Map.of()), bucket("'Effect':'Deny','Principal':{'Service':'x'}")));
        assertTrue(identity().may(put(Map.of()), bucket("'Effect':'Allow','Principal':{'AWS':'" + ROLE + "'}")));
        assertFalse(identity().may(put(Map.of()), bucket("'Effect':'Allow','Principal':{'AWS':'" + ACCOUNT + "'}")));
    }

    @Test
    void anotherAccountsResource_bothMustAllow() {
        IamResource silent = IamResource.plain("999999999999");
        IamResource allowing = new IamResource(
                "999999999999",
                Optional.of(policy("'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::" + ACCOUNT
                        + ":root'},'Action':'s3:*','Resource':'*'")),
                false);

        assertFalse(identity(ALLOW).may(put(Map.of()), silent));
        assertFalse(identity().may(put(Map.of()), allowing));
        assertTrue(identity(ALLOW).may(put(Map.of()), allowing));
    }

    @Test
    void key_whosePolicyDoesNotLeaveItToTheAccount_isRefused() {
        IamRequest decrypt =
                new IamRequest(IamPrincipal.aws(ROLE), "kms:Decrypt", "arn:aws:kms:r:" + ACCOUNT + ":key/k", Map.of());
        IamIdentity identity = identity("'Effect':'Allow','Action':'kms:Decrypt','Resource':'*'");
        IamPolicy toTheAccount =
                policy("'Effect':'Allow','Principal':{'AWS':'" + ACCOUNT + "'},'Action':'kms:*','Resource':'*'");

        assertFalse(identity.may(decrypt, new IamResource(ACCOUNT, Optional.of(policy()), true)));
        assertTrue(identity.may(decrypt, new IamResource(ACCOUNT, Optional.of(toTheAccount), true)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Effect':'Allow','NotAction':'s3:PutObject','Resource':'*'",
                "'Effect':'Allow','Action':'*','NotResource':'x'",
                "'Effect':'Deny','NotPrincipal':{'AWS':'x'},'Action':'*','Resource':'*'",
                "'Effect':'Permit','Action':'*','Resource':'*'",
                "'Effect':'Allow','Resource':'*'",
                "'Effect':'Allow','Action':'*'",
                "'Effect':'Allow','Action':'*','Resource':{'Ref':'Bucket'}",
                "'Effect':'Allow','Action':'*','Resource':'*','Principal':{'AWS':'x'}",
                "'Effect':'Allow','Action':'*','Resource':'*','Principal':{'CanonicalUser':'x'}",
                "'Effect':'Allow','Action':'*','Resource':'${aws:userid}'",
                "'Effect':'Allow','Action':'*','Resource':'${*}'",
                "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'IpAddress':{'aws:SourceIp':'::1'}}",
                "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:SourceVpce':'v'}}",
                "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'ForAllValues:Null':{'s3:prefix':'true'}}"
            })
    void whatIsNotKnown_isNotDecided(String statement) {
        assertThrows(UndecidedException.class, () -> identity(statement).may(put(Map.of()), PLAIN));
    }

    @Test
    void policy_ofTheOlderLanguage_isNotDecided() {
        assertThrows(
                UndecidedException.class, () -> IamPolicy.of(Map.of("Version", "2008-10-17", "Statement", List.of())));
    }

    @Test
    void trust_namesServiceProviderOrPerson() {
        IamPolicy trust =
                policy("'Effect':'Allow','Principal':{'Service':'lambda.amazonaws.com'},'Action':'sts:AssumeRole'");
        IamIdentity role = new IamIdentity(ROLE, trust, List.of(), Optional.empty());

        assertTrue(role.canBeAssumed(assume(IamPrincipal.service("lambda.amazonaws.com"))));
        assertFalse(role.canBeAssumed(assume(IamPrincipal.service("ec2.amazonaws.com"))));
        assertFalse(role.canBeAssumed(assume(IamPrincipal.aws(ROLE))));
    }

    private static IamRequest assume(IamPrincipal who) {
        return new IamRequest(who, "sts:AssumeRole", ROLE, Map.of());
    }

    private static IamRequest put(Map<String, List<String>> context) {
        return new IamRequest(IamPrincipal.aws(ROLE), "s3:PutObject", OBJECT, context);
    }

    private static IamIdentity identity(String... statements) {
        return new IamIdentity(ROLE, policy(), List.of(policy(statements)), Optional.empty());
    }

    private static IamResource bucket(String effectAndPrincipal) {
        return new IamResource(
                ACCOUNT, Optional.of(policy(effectAndPrincipal + ",'Action':'s3:*','Resource':'*'")), false);
    }

    private static IamPolicy policy(String... statements) {
        String json = "{'Version':'2012-10-17','Statement':[{" + String.join("},{", statements) + "}]}";
        String whole = statements.length == 0 ? "{'Version':'2012-10-17','Statement':[]}" : json;
        return IamPolicy.of(SynthesizedStack.JSON.convertValue(
                SynthesizedStack.json(whole.replace('\'', '"')), new TypeReference<Map<String, Object>>() {}));
    }
}
