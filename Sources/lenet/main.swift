import CommandLine

Lenet.main()
