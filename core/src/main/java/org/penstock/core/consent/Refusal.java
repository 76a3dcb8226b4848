package org.penstock.core.consent;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

/** Why a sign-off goes no further: who, why, and what to do. Nothing was changed. */
public sealed interface Refusal {
    /** Sentences for a person. */
    String inWords();

    /** There is none of that id. */
    record Unknown(UUID id) implements Refusal {
        @Override
        public String inWords() {
            return "There is no sign-off " + id + " here. Look at the list of open ones.";
        }
    }

    /** It is signed, carried out, refused … already. */
    record Over(Signoff signoff) implements Refusal {
        @Override
        public String inWords() {
            String what = "The request to " + signoff.action().inWords() + " (" + signoff.summary() + ") is ";
            return switch (signoff.state()) {
                case PENDING -> what + "not approved yet; still wanted: " + wanted(signoff) + ".";
                case APPROVED -> what + "approved already and waits to be carried out.";
                case EXECUTED -> what + "carried out already. What is to happen again is asked for again.";
                case FAILED, REFUSED, WITHDRAWN, EXPIRED ->
                    what + signoff.state().word() + " (" + signoff.endReason() + "). Ask again if it is still wanted.";
            };
        }
    }

    /** Its time is over. */
    record TooLate(Signoff signoff) implements Refusal {
        @Override
        public String inWords() {
            return "The request to " + signoff.action().inWords() + " (" + signoff.summary() + ") "
                    + (signoff.state() == SignoffState.APPROVED ? "had to be carried out" : "could be signed")
                    + " until "
                    + signoff.expiresAt() + ". Ask again.";
        }
    }

    /** Who asks does not agree with himself. */
    record OwnRequest(Signoff signoff) implements Refusal {
        @Override
        public String inWords() {
            return signoff.requester().actor() + " asked for this and cannot sign it. Wanted from others: "
                    + wanted(signoff) + ".";
        }
    }

    /** Somebody concerned is kept out. */
    record Concerned(Signoff signoff, String actor, String why) implements Refusal {
        @Override
        public String inWords() {
            return actor + " cannot sign this, having " + why + ". Wanted from others: " + wanted(signoff) + ".";
        }
    }

    /** One person, one signature. */
    record SignedAlready(Signoff signoff, String actor) implements Refusal {
        @Override
        public String inWords() {
            return actor + " has signed this already; the other signature must come from another person. Still wanted: "
                    + wanted(signoff) + ".";
        }
    }

    /** The person's roles, or what he wants to say, fill no open slot. */
    record NotWanted(Signoff signoff, String actor, Meaning meaning, Collection<String> roles) implements Refusal {
        @Override
        public String inWords() {
            return "\"" + meaning.word() + "\" by " + actor + " ("
                    + (roles.isEmpty() ? "without a role" : String.join(", ", roles))
                    + ") is not wanted. Still wanted: "
                    + wanted(signoff) + ".";
        }
    }

    /** The policy wants another workstation, or the same. */
    record WrongWorkstation(Signoff signoff, String workstation) implements Refusal {
        @Override
        public String inWords() {
            return switch (signoff.policy().where()) {
                case ANY -> "Workstation " + workstation + " does.";
                case SAME ->
                    "This is signed where it was asked for, at "
                            + signoff.requester().workstation() + ", not at " + workstation + ". Go there.";
                case OTHER ->
                    "Each signature comes from another workstation, and " + workstation
                            + " has been used for this request. Go to another one.";
            };
        }
    }

    /** What was shown is not what would be signed, or what it speaks of has changed since. */
    record Changed(Signoff signoff, String what) implements Refusal {
        @Override
        public String inWords() {
            return "What was signed is not what would be done: " + what
                    + ". Look again, and ask again for what is so now.";
        }
    }

    /** Who he is was proven too long ago, or for later. */
    record StaleProof(String actor, Instant provenAt) implements Refusal {
        @Override
        public String inWords() {
            return actor + " proved at " + provenAt
                    + " who he is, which is too far from now for a signature. Prove it again.";
        }
    }

    /** Only who asked takes it back; only who could sign refuses. */
    record NotTheirs(Signoff signoff, String actor, String what) implements Refusal {
        @Override
        public String inWords() {
            return actor + " cannot " + what + ".";
        }
    }

    /** A word is missing. */
    record NoReason(String what) implements Refusal {
        @Override
        public String inWords() {
            return "Say why, in a few words: " + what + " without a reason is not recorded.";
        }
    }

    /** A text does not fit. */
    record TooLong(String what, int most) implements Refusal {
        @Override
        public String inWords() {
            return "The " + what + " may have " + most + " characters. Say it shorter.";
        }
    }

    /** The policy lets nobody do it. */
    record NotAllowed(Action action) implements Refusal {
        @Override
        public String inWords() {
            return "The policy here lets nobody " + action.inWords() + ". Who may change policies can change that.";
        }
    }

    /** There are others who can sign. */
    record NotAlone(Action action, int others, int needed) implements Refusal {
        @Override
        public String inWords() {
            return "Nobody may " + action.inWords() + " alone while others can sign: " + others
                    + (others == 1 ? " other person" : " other persons") + " here could, and " + needed
                    + (needed == 1 ? " is" : " are") + " needed. Ask them.";
        }
    }

    /** Another version of the program asked for it. */
    record NotKnown(Signoff signoff) implements Refusal {
        @Override
        public String inWords() {
            return "This version of the program does not know what was asked for (" + signoff.summary()
                    + "). It can be read and withdrawn; the version that asked for it signs it.";
        }
    }

    /** It must be signed one by one. */
    record OneByOne(Signoff signoff) implements Refusal {
        @Override
        public String inWords() {
            return "To " + signoff.action().inWords() + " is signed one by one. Open it and sign it alone.";
        }
    }

    /** The same is asked for already. */
    record AskedAlready(Signoff signoff) implements Refusal {
        @Override
        public String inWords() {
            return "To " + signoff.action().inWords() + " (" + signoff.summary() + ") was asked for already, by "
                    + signoff.requester().actor() + " at " + signoff.requestedAt()
                    + ". Sign that, or withdraw it first.";
        }
    }

    /** A policy that cannot be. */
    record Unfit(String why) implements Refusal {
        @Override
        public String inWords() {
            return "This policy cannot hold here: " + why + ".";
        }
    }

    /** The rows are not what the chain says: somebody wrote into the database. */
    record Doubted(String what) implements Refusal {
        @Override
        public String inWords() {
            return "Nothing is done with this sign-off: its rows are not what the record says. " + what
                    + " Keep the database as it is, verify the record, and call whoever answers for it.";
        }
    }

    private static String wanted(Signoff signoff) {
        return signoff.open().stream().map(Slot::inWords).collect(Collectors.joining(", "));
    }
}
