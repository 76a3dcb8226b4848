package org.penstock.app.cli;

import java.util.Stack;
import org.penstock.core.facility.Example;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Reads what may follow {@code --demo}: a profile. Where a command takes words of its own ({@code penstock readings --demo
 * air-temp}), a word that is no profile is left to it.
 */
final class DemoProfile implements IParameterConsumer {
    // The interface wants a Stack.
    @SuppressWarnings("JdkObsolete")
    @Override
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
        Example chosen = Example.GROW;
        if (!words.isEmpty()) {
            String word = words.peek();
            if (Example.of(word).isPresent()) {
                chosen = Example.of(words.pop()).orElseThrow();
            } else if (!word.startsWith("-")
                    && command.positionalParameters().isEmpty()
                    && !command.subcommands().containsKey(word)) {
                throw new ParameterException(
                        command.commandLine(),
                        "There is no demonstration of \"" + word + "\"; choose one of "
                                + String.join(", ", Example.profiles()) + ".");
            }
        }
        option.setValue(chosen);
    }
}
