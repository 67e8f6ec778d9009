using Proxier.Proxyctl;

return await Tool.RunAsync(args, Surroundings.OfProcess());
