import RunRecords

/// A script for `sbatch` by which a Slurm cluster makes the runs of a study.
///
/// Each task of the array does a part and keeps its runs as they end. A task that is killed is queued again and goes on, so
/// tasks may be preempted.
package struct SlurmScript: Sendable {
    /// The study's name, for the list of jobs.
    package var name: String
    package var tasks: Int
    package var threads: Int
    /// The command with all its words but for the part.
    package var command: [String]
    /// The folder in which it runs.
    package var directory: String

    package init(name: String, tasks: Int, threads: Int, command: [String], directory: String) {
        (self.name, self.tasks, self.threads, self.command, self.directory) = (name, tasks, threads, command, directory)
    }

    package var text: String {
        let command = command.map(Self.quoted).joined(separator: " ")
        return """
            #!/bin/sh
            #SBATCH --job-name=lenet-study-\(name)
            #SBATCH --array=1-\(tasks)
            #SBATCH --cpus-per-task=\(threads)
            #SBATCH --mem=\(400 + 20 * threads)M
            #SBATCH --requeue
            #SBATCH --open-mode=append
            # Each task makes a share of the runs. All nodes must see the program, the data and the folder of runs. When the
            # array has ended, this writes the report, and makes whatever is missing:
            #   cd \(Self.quoted(directory)) && \(command)
            cd \(Self.quoted(directory)) || exit 1
            exec \(command) --quiet --threads \(threads) --part "$SLURM_ARRAY_TASK_ID/\(tasks)"

            """
    }

    /// A word of the shell, in single quotes where it needs them.
    static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
                || "-_./=,:+".utf8.contains(byte)
        }
        guard !isPlain || word.isEmpty else { return word }
        return word.shellQuoted
    }
}
