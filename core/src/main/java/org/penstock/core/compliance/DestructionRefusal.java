package org.penstock.core.compliance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;

/** Why a destruction does not go on: what, why, and what to do. Nothing was changed. */
public sealed interface DestructionRefusal {
    /** Sentences for a person. */
    String inWords();

    /** There is none. */
    record Unknown(UUID id) implements DestructionRefusal {
        @Override
        public String inWords() {
            return "There is no destruction " + id + " at this site.";
        }
    }

    /** No rule of that jurisdiction is known: taking none instead would promise what nobody has read. */
    record NoRule(String jurisdiction, LocalDate day, Collection<String> known) implements DestructionRefusal {
        @Override
        public String inWords() {
            return "No rule of \"" + jurisdiction + "\" is known that holds on " + day + "; known are "
                    + String.join(", ", known) + ". Leave it out where none applies.";
        }
    }

    /** It is scheduled already. */
    record Scheduled(String lotNo) implements DestructionRefusal {
        @Override
        public String inWords() {
            return "Lot " + lotNo + " is scheduled for destruction already. Go on with that.";
        }
    }

    /** It is not at that step. */
    record NotNow(Destruction destruction, String wish) implements DestructionRefusal {
        @Override
        public String inWords() {
            return "The destruction of lot " + destruction.lotNo() + " is "
                    + destruction.state().word() + " and cannot be "
                    + wish + " now. "
                    + switch (destruction.state()) {
                        case SCHEDULED -> "Weigh it first, before anything is mixed into it.";
                        case WEIGHED -> "Record how it was done first.";
                        case RECORDED -> "It waits for signatures.";
                        case EXECUTED, CANCELLED -> "It is over.";
                    };
        }
    }

    /** The hold hours are not over. */
    record Early(Destruction destruction, Instant at) implements DestructionRefusal {
        @Override
        public String inWords() {
            return "Lot " + destruction.lotNo() + " lies untouched until " + destruction.holdUntil() + " ("
                    + destruction.rule().holdHours() + " hours: "
                    + destruction.rule().source() + "), and " + at
                    + " is before that. Wait.";
        }
    }

    /** Mixed before it was weighed. */
    record Unweighed(Destruction destruction, Instant at) implements DestructionRefusal {
        @Override
        public String inWords() {
            return "Lot " + destruction.lotNo() + " was weighed at " + destruction.weighedAt()
                    + ", after it is said to have" + " been destroyed at " + at
                    + ". It is weighed before anything is mixed into it.";
        }
    }

    /** The method is not among those allowed. */
    record WrongMethod(JurisdictionRule rule, JurisdictionRule.Method method) implements DestructionRefusal {
        @Override
        public String inWords() {
            return "\"" + method.word() + "\" is no method here; allowed: " + String.join(", ", rule.methods()) + " ("
                    + rule.source() + ").";
        }
    }

    /** Too little was mixed into it. */
    record TooPure(JurisdictionRule rule, BigDecimal percent) implements DestructionRefusal {
        @Override
        public String inWords() {
            return "At least " + rule.mixPercent().toPlainString() + " % of the mixture must be something else, not "
                    + percent.toPlainString() + " % (" + rule.source() + "). Mix more into it.";
        }
    }

    /** The weight and the sum of movements differ. */
    record Differs(String lotNo, BigDecimal there, BigDecimal weighed, String unit) implements DestructionRefusal {
        @Override
        public String inWords() {
            return "Of lot " + lotNo + " " + there.toPlainString() + " " + unit + " should be there, and "
                    + weighed.toPlainString() + " " + unit
                    + " were weighed. Say why they differ; the difference becomes an adjustment.";
        }
    }

    /** The organization's own rule is not as the record tells it. */
    record RuleInDoubt(String doubt) implements DestructionRefusal {
        @Override
        public String inWords() {
            return doubt
                    + " So nothing is destroyed by this rule. Let the record be verified, and write the rule anew.";
        }
    }

    /** A word is missing. */
    record Missing(String what) implements DestructionRefusal {
        @Override
        public String inWords() {
            return "Say " + what + ".";
        }
    }

    /** It was done long before it is written down. */
    record Late(Instant at) implements DestructionRefusal {
        @Override
        public String inWords() {
            return "It was done at " + at + " and is written down only now. Say why so late; that is kept and shown.";
        }
    }

    /** The weight has no unit of mass. */
    record NoMass(String unit) implements DestructionRefusal {
        @Override
        public String inWords() {
            return "A weight is in kg, g or lb, not in " + unit + ".";
        }
    }

    /** The policy lets fewer sign than the rule wants, or others. */
    record TooFew(JurisdictionRule rule, Collection<String> had) implements DestructionRefusal {
        @Override
        public String inWords() {
            return "The rule wants " + rule.persons() + " persons to sign"
                    + (rule.witnessRoles().isEmpty() ? "" : ", one of them " + String.join(" or ", rule.witnessRoles()))
                    + " (" + rule.source() + "), and signed have: " + String.join(", ", had)
                    + ". Change the policy for destructions, or let others sign.";
        }
    }
}
